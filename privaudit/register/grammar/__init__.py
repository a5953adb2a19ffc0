"""The grammar of the register: one model per mapping, no key beside those named here.

    keys            what a key is made of
    file            the whole file, links, denials, accepted findings
    organisation    who, and how it is reached
    recipients      who receives, where data lies, safeguards
    stores          backups, copies, cookies, figures
    activities      what is done with which data
    clocks          how long
    conditions      for which rows
    marketing       who is contacted, who agreed, who refused

A field's description and examples are what editors and complaints show.
"""
