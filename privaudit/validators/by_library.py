"""Identifiers whose check python-stdnum knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module

_MODULES = {
    "be_nn": "be.ssn",
    "bg_egn": "bg.egn",
    "bg_pnf": "bg.pnf",
    "bic": "bic",
    "ch_ssn": "ch.ssn",
    "cy_tic": "cy.vat",
    "cz_rc": "cz.rc",
    "de_idnr": "de.idnr",
    "dk_cpr": "dk.cpr",
    "ean": "ean",
    "ee_ik": "ee.ik",
    "es_ccc": "es.ccc",
    "es_cif": "es.cif",
    "es_dni": "es.dni",
    "es_nie": "es.nie",
    "eu_vat": "eu.vat",
    "fi_hetu": "fi.hetu",
    "fr_nir": "fr.nir",
    "fr_siren": "fr.siren",
    "fr_siret": "fr.siret",
    "fr_spi": "fr.nif",
    "gb_nhs": "gb.nhs",
    "gb_utr": "gb.utr",
    "gr_afm": "gr.vat",
    "gr_amka": "gr.amka",
    "hr_oib": "hr.oib",
    "ie_pps": "ie.pps",
    "imei": "imei",
    "isbn": "isbn",
    "isin": "isin",
    "issn": "issn",
    "it_codicefiscale": "it.codicefiscale",
    "lei": "lei",
    "lt_asmens": "lt.asmens",
    "luhn": "luhn",
    "nl_bsn": "nl.bsn",
    "no_fodselsnummer": "no.fodselsnummer",
    "no_orgnr": "no.orgnr",
    "pl_nip": "pl.nip",
    "pl_pesel": "pl.pesel",
    "pl_regon": "pl.regon",
    "pt_cc": "pt.cc",
    "pt_nif": "pt.nif",
    "ro_cnp": "ro.cnp",
    "se_orgnr": "se.orgnr",
    "se_personnummer": "se.personnummer",
    "si_emso": "si.emso",
    "sk_rc": "sk.rc",
    "us_itin": "us.itin",
    "us_rtn": "us.rtn",
    "us_ssn": "us.ssn",
}
"""Our name -> the module of python-stdnum."""


def _passes(module: str, text: str) -> bool:
    return bool(_check_of(module)(text))


@cache
def _check_of(module: str) -> Callable[[str], bool]:
    check: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return check


BY_LIBRARY: dict[str, Callable[[str], bool]] = {name: partial(_passes, module) for name, module in _MODULES.items()}
"""The checks of the library, by our names."""
