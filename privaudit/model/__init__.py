"""The types that cross a border between two parts of privaudit.  Read this first.

Data goes one way, and each step speaks in one of these modules:

    estate      what the targets hold: tables, columns, keys, places          sources -> everything
    rules       what detection knows: categories, patterns, words             rulebook -> profile, detect
    profile     counts per column, never a value                              profile -> detect
    verdicts    what a column is, how sure that is, and why                   detect -> inventory -> checks
    register    what the organisation declared                                register -> checks
                its parts: organisation, recipients, stores, clock_declarations, conditions, marketing, column_name
    ownership   which activity declares which column                          model -> inventory, checks, facts
    facts       the questions that checks ask of rows                         checks -> facts
    findings    what a check found, stamped with severity and fingerprint     checks -> formats
    report      the outcome of one run                                        pipeline -> formats, exit code
    requests    until when the requests of persons must be answered           rights -> formats, exit code
    erasure     what would be deleted, cleared or kept                        rights -> formats, SQL text
    register_changes   what changed between two registers                     register_changes -> formats, exit code

Every dataclass is frozen; nothing here reads a file, a clock or a database.
"""
