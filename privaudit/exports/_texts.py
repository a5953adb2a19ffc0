"""The sentences of the page and of the letter, in the languages that there are."""

from __future__ import annotations

TEXTS = {
    "en": {
        "title_access": "Your personal data (right of access, Art. 15 GDPR)",
        "title_portability": "Your personal data (right to data portability, Art. 20 GDPR)",
        "from": "From",
        "data": "Your data",
        "rows": "rows",
        "row": "row",
        "origin": "from",
        "files": "files",
        "information": "What we do with it",
        "rights": "Your rights",
        "contact": "Whom to ask",
        "complaint": "You may lodge a complaint with a supervisory authority.",
        "left_out": "What is not in this package, and why",
        "left_out_none": "Nothing was left out.",
        "what": "What",
        "number": "Rows",
        "why": "Why",
        "law": "Law",
        "proof": "Where we looked",
        "proof_note": "Each column that holds personal data, and whether it holds something about you.",
        "table": "Table",
        "column": "Column",
        "outcome": "Outcome",
        "none": "We hold nothing about you that this right covers.",
        "greeting": "Dear Sir or Madam,",
        "letter_access": (
            "You asked for a copy of your personal data. It comes with this letter, in full but for what is listed as left out."
        ),
        "letter_portability": (
            "You asked for the personal data that you provided to us. It comes with this letter, in "
            "formats that machines read (JSON, CSV, vCard)."
        ),
        "letter_page": "Open index.html to read it; manifest.json lists every file with its check sum (SHA-256), and what was left out.",
        "letter_csv": (
            "In the CSV files, cells that a spreadsheet would run as a formula begin with an apostrophe; the "
            "JSON files hold them as they are."
        ),
        "letter_left": "Something was left out, because it is not yours, or not covered by this right: the page says what and why.",
        "letter_unreached": "For some of our records we cannot tell whether they are about you: the page names them.",
        "letter_rights": "You also have these rights",
        "letter_ask": "For any question, write to",
        "closing": "Yours faithfully,",
    },
    "fr": {
        "title_access": "Vos données personnelles (droit d'accès, art. 15 RGPD)",
        "title_portability": "Vos données personnelles (droit à la portabilité, art. 20 RGPD)",
        "from": "De",
        "data": "Vos données",
        "rows": "lignes",
        "row": "ligne",
        "origin": "de",
        "files": "fichiers",
        "information": "Ce que nous en faisons",
        "rights": "Vos droits",
        "contact": "À qui s'adresser",
        "complaint": "Vous pouvez introduire une réclamation auprès d'une autorité de contrôle.",
        "left_out": "Ce que ce dossier ne contient pas, et pourquoi",
        "left_out_none": "Rien n'a été écarté.",
        "what": "Quoi",
        "number": "Lignes",
        "why": "Pourquoi",
        "law": "Texte",
        "proof": "Où nous avons cherché",
        "proof_note": "Chaque colonne qui contient des données personnelles, et si elle en contient sur vous.",
        "table": "Table",
        "column": "Colonne",
        "outcome": "Résultat",
        "none": "Nous ne détenons rien sur vous qui relève de ce droit.",
        "greeting": "Madame, Monsieur,",
        "letter_access": (
            "Vous avez demandé une copie de vos données personnelles. Elle est jointe, complète hormis ce qui est indiqué comme écarté."
        ),
        "letter_portability": (
            "Vous avez demandé les données personnelles que vous nous avez fournies. Elles sont "
            "jointes, dans des formats lisibles par machine "
            "(JSON, CSV, vCard)."
        ),
        "letter_page": (
            "Ouvrez index.html pour les lire ; manifest.json énumère chaque fichier avec sa somme de contrôle "
            "(SHA-256), et ce qui a été écarté."
        ),
        "letter_csv": (
            "Dans les fichiers CSV, les cellules qu'un tableur exécuterait comme une formule "
            "commencent par une apostrophe ; les fichiers JSON les contiennent telles quelles."
        ),
        "letter_left": (
            "Certains éléments ont été écartés, parce qu'ils ne sont pas les vôtres ou ne relèvent pas de ce "
            "droit : la page dit lesquels et pourquoi."
        ),
        "letter_unreached": "Pour certains de nos enregistrements, nous ne pouvons dire s'ils vous concernent : la page les nomme.",
        "letter_rights": "Vous disposez aussi des droits suivants",
        "letter_ask": "Pour toute question, écrivez à",
        "closing": "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
    },
}
