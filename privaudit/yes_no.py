"""The words that plainly say yes or no in a column of wishes, in lower case, as exports and forms of Europe write them."""

YES = (
    *("true", "t", "1", "yes", "y", "on", "x"),
    *("oui", "o", "vrai", "ja", "j", "wahr", "waar", "si", "sí", "s", "sim", "vero", "verdadero", "verdadeiro", "tak", "prawda"),
    *("da", "ano", "igen", "kyllä"),
)
"""What a flag holds where it is set, unless `means` says otherwise."""

NO = (
    *("false", "f", "0", "no", "n", "off"),
    *("non", "faux", "nein", "falsch", "nee", "onwaar", "falso", "não", "nao", "nie", "fałsz", "falsz"),
    *("nej", "nei", "ne", "nem", "nu", "ei"),
)
"""What a flag holds where it is plainly not set."""
