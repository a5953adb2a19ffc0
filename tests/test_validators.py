"""Check digits: known values pass, near ones do not, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from privaudit.validators import VALIDATORS

VALID = {
    "at_vnr": ["1237 010180"],
    "be_nn": ["85073003328", "85.07.30-033.28", "01071400166"],
    "bg_egn": ["7523169263"],
    "bg_pnf": ["7111042925"],
    "bic": ["DEUTDEFF500"],
    "card": ["4242424242424242", "4111 1111 1111 1111", "378282246310005", "6011-1111-1111-1117", "30569309025904", "6759649826438453"],
    "ch_ssn": ["7561234567897", "756.9217.0769.85"],
    "cy_tic": ["10259033P"],
    "cz_rc": ["710319/2745"],
    "de_document": ["T220001293", "L01X00T471"],
    "de_idnr": ["36574261809"],
    "de_kvnr": ["A123456780"],
    "de_svnr": ["15070649C103", "15 070649 C 103"],
    "dk_cpr": ["211062-5629", "070761-4286"],
    "dk_cpr_checked": ["211062-5629"],
    "ean": ["4006381333931", "96385074"],
    "ee_ik": ["36805280109"],
    "es_ccc": ["1234-1234-16 1234567890"],
    "es_cif": ["A13585625"],
    "es_dni": ["54362315K"],
    "es_nie": ["X1234567L"],
    "eu_vat": ["FR44732829320", "EL094259216"],
    "fi_hetu": ["131052-308T"],
    "fr_nir": ["185057800608491", "1 85 05 78 006 084 91", "285092A00401284", "285092B03301217"],
    "fr_nir_short": ["1850578006084", "2 85 09 2A 004 012", "285092b033012"],
    "fr_rib": ["30006000011234567890189", "20041 01005 0500013M026 06"],
    "fr_siren": ["732829320"],
    "fr_siret": ["73282932000074"],
    "fr_spi": ["3023217600053"],
    "gb_nhs": ["9434765919", "943 476 5919"],
    "gb_nino": ["AB123456C", "ab 12 34 56 c"],
    "gb_utr": ["1955839661"],
    "gr_afm": ["094259216"],
    "gr_amka": ["01013099997"],
    "hr_oib": ["33392005961"],
    "hu_personal": ["1-850731-0013", "30207310019"],
    "hu_taj": ["111111110", "123 456 788"],
    "hu_tax": ["8071592153"],
    # The Belgian one names no bank that there is.
    "iban": ["FR7630006000011234567890189", "DE89 3704 0044 0532 0130 00", "BE68539007547034"],
    "ie_pps": ["6433435F"],
    "imei": ["490154203237518", "35-209900-176148-1"],
    "ip": ["192.0.2.33", "2001:db8::1", "203.0.113.7:443"],
    "is_kennitala": ["120174-3399", "1201743399"],
    "isbn": ["978-0-471-11709-4", "0471117099"],
    "isin": ["US0378331005"],
    "issn": ["0024-9319"],
    "it_codicefiscale": ["RSSMRA85T10A562S"],
    "jwt": ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.xxx"],
    "lei": ["213800KUD8LAJWSQ9D15"],
    "lt_asmens": ["33309240064"],
    "lu_national": ["1893120105732"],
    "luhn": ["4242424242424242"],
    "lv_personal": ["161175-19997", "32000012340"],
    "mac": ["02:00:5E:10:00:FF", "001a.2b3c.4d5e"],
    "mrz": [
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ],
    "nl_bsn": ["111222333"],
    "no_fodselsnummer": ["15108695088"],
    "no_orgnr": ["988077917"],
    "phone_at": ["0664 1234567"],
    "phone_be": ["0475 12 34 56"],
    "phone_bg": ["02 123 456"],
    "phone_ch": ["079 123 45 67"],
    "phone_cy": ["22 345678"],
    "phone_cz": ["601 123 456"],
    "phone_de": ["030 12345678"],
    "phone_dk": ["32 12 34 56"],
    "phone_e164": ["+33612345678", "+33 6 12 34 56 78", "00 44 7400 123456", "\u00a0+33\u202f612345678"],
    "phone_e164_bare": ["33612345678"],
    "phone_ee": ["5123 4567"],
    "phone_eight": ["32 12 34 56", "21234567"],
    "phone_es": ["612 345 678"],
    "phone_fi": ["041 2345678"],
    "phone_fr": ["0612345678", "01 42 68 53 00"],
    "phone_gb": ["020 7946 0958"],
    "phone_gr": ["691 234 5678"],
    "phone_hr": ["092 123 4567"],
    "phone_hu": ["06 20 123 4567"],
    "phone_ie": ["085 012 3456"],
    "phone_is": ["611 1234"],
    "phone_it": ["06 6982 1234"],
    "phone_lt": ["(0-612) 34567"],
    "phone_lu": ["628 123 456"],
    "phone_lv": ["21 234 567"],
    "phone_mt": ["9696 1234"],
    "phone_nine": ["612 345 678"],
    "phone_nl": ["06-12345678"],
    "phone_no": ["40 61 23 45"],
    "phone_pl": ["512 345 678"],
    "phone_pt": ["912 345 678"],
    "phone_ro": ["0712 034 567"],
    "phone_se": ["070-123 45 67"],
    "phone_si": ["031 234 567"],
    "phone_sk": ["0912 123 456"],
    "phone_ten": ["691 234 5678", "312 345 6789"],
    "phone_us": ["(212) 736-5000"],
    "phone_zero": ["079 123 45 67", "0475123456"],
    "pl_id_card": ["ABA300000", "ABS 123456"],
    "pl_nip": ["8567346215"],
    "pl_nrb": ["24102010971122334455667788", "24 1020 1097 1122 3344 5566 7788"],
    "pl_pesel": ["85031512344"],
    "pl_regon": ["192598184"],
    "pt_cc": ["00000000 0 ZZ4"],
    "pt_nib": ["003501239876543210921", "0035.0123.98765432109.21"],
    "pt_nif": ["123456789"],
    "ro_cnp": ["1630615123457"],
    "se_orgnr": ["123456-7897"],
    "se_personnummer": ["880320-0016"],
    "si_emso": ["0101006500006"],
    "sk_rc": ["710319/2745"],
    "us_itin": ["912-90-3456"],
    "us_rtn": ["021000021"],
    "us_ssn": ["536-90-4399"],
    "vin": ["1M8GDM9AXKP042788"],
}
INVALID = {
    "card": ["4242424242424241", "1234567812345670", "42", "4444444444444444", "0000000000000000", "18"],
    "de_document": ["T220001294", "T22000129"],
    "de_kvnr": ["A123456781", "1123456780"],
    "de_svnr": ["15070649C104", "15071349C103", "150706490103"],
    "dk_cpr_checked": ["211062-5628", "331062-5629"],
    "es_dni": ["54362315A"],
    "fr_nir": ["185057800608492", "1850578006084"],
    "fr_nir_short": ["1851578006084", "5850578006084", "1850578000000", "1850500006084"],
    "fr_rib": ["30006000011234567890188", "3000600001123456789018"],
    "gb_nino": ["GB123456C", "AB123456E", "DB123456A", "AO123456C", "AB12345C", "1B123456C"],
    "hu_personal": ["1-850731-0014", "1-851331-0013", "1-850732-0013"],
    "hu_taj": ["111111111", "11111111"],
    "hu_tax": ["8071592154", "7071592153"],
    "iban": ["FR7630006000011234567890188", "FR76", "BE69539007547034"],
    "ip": ["4.12.0.3", "300.1.2.3", "12:34:56", "192.0.2", "1.2.3.4.5"],
    # The number of an organisation.
    "is_kennitala": ["120174-3389", "450401-3150"],
    "jwt": ["a.b.c", "eyJ.x.y", "WzFd.x.y"],
    "lu_national": ["1893120105733", "1893130105732", "1893120105742"],
    # The last one is a company's.
    "lv_personal": ["161175-19998", "161375-19997", "40003521600"],
    "mac": ["00:00:00:00:00:00", "02:00:5E:10:00", "zz:00:5E:10:00:FF"],
    "mrz": ["L898902C36UTO7408122F1204159ZE184226B<<<<<11", "L898902C3"],
    "phone_e164": ["+33", "0612345678", "+999123456789", ""],
    "phone_fr": ["0012345678", "061234567"],
    "pl_id_card": ["ABA400000", "ABA30000"],
    "pl_nrb": ["25102010971122334455667788", "2410201097112233445566778"],
    "pt_nib": ["003501239876543210922", "0035012398765432109"],
    "us_ssn": ["666-12-3456", "000-12-3456"],
    "vin": ["1M8GDM9A1KP042788", "1M8GDM9AXKP04278"],
}


ANY_TEXT = st.one_of(
    st.text(max_size=60), st.text("0123456789ABab<.:/+- ", max_size=50), st.from_regex("[0-9]{8,23}[A-Z]?", fullmatch=True)
)


@pytest.mark.parametrize("name", VALIDATORS)
def test_known_values_pass(name: str) -> None:
    assert [value for value in VALID[name] if not VALIDATORS[name](value)] == []


@pytest.mark.parametrize("name", INVALID)
def test_near_values_do_not(name: str) -> None:
    assert [value for value in INVALID[name] if VALIDATORS[name](value)] == []


@pytest.mark.parametrize("name", VALIDATORS)
@settings(max_examples=60)
@given(text=ANY_TEXT)
@example(text="")
@example(text="²²²²²²²²²")
@example(text="٣٤٥٦٧٨٩٠١")
@example(text="9" * 20_000)
@example(text="\x00")
@example(text="eyJ" + "A" * 50)
def test_nothing_raises(name: str, text: str) -> None:
    assert VALIDATORS[name](text) in {True, False}


@settings(max_examples=200)
@given(digits=st.from_regex("4[0-9]{14}", fullmatch=True))
def test_of_ten_last_digits_one_makes_a_card(digits: str) -> None:
    assert sum(VALIDATORS["card"](f"{digits}{digit}") for digit in range(10)) == 1
