"""What stands inside a text, in the SQL of MySQL and of MariaDB: its letters, its pieces, and what is written in it in another form.

Lists are JSON.  They are built as text: what is found is put between two marks that no text holds, and what stands around it cut off.
"""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import call, count_if, first_of, is_known, null_if_empty, refused_record, when, with_copies
from privaudit.lowering._codes import BASE64_RUNS, READABLE, UTF_8
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._lateral import misplaced
from privaudit.lowering._letters import marked_small_letters, marks
from privaudit.lowering._mysql_family import LISTED, PLACE, Nodes, as_rows, shaped
from privaudit.lowering._patterns import rewritten
from privaudit.questions import BETWEEN_CELLS, Lowering, column, number, text

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Characters of Unicode that stand in no text."""
_OPEN_CODE, _CLOSE_CODE = (mark.encode().hex().upper() for mark in (_OPEN, _CLOSE))
_END = r"\z"
_MODE = "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION"
_ROWS = "privaudit_rows"
_HEX_LETTERS = ("aA:", "bB;", "cC<", "dD=", "eE>", "fF?")
"""The digits of hexadecimal numbers that are letters, and the character whose code has that digit where those of 0 to 9 have theirs."""


class Texts(Nodes):
    """The nodes that look inside a text."""

    __slots__ = ()

    def unmarked(self, value: exp.Expr) -> exp.Expr:
        """As the node.  The server cannot take letters to pieces: those that have marks are listed."""

        def all_letters(it: exp.Expr) -> exp.Expr:
            bare = self.replaced(call("LOWER", self.as_text(it)), marks(), "")
            for letter, marked in marked_small_letters():
                bare = self.replaced(bare, marked, letter)
            return bare

        def cheap(it: exp.Expr) -> exp.Expr:
            ascii_alone = exp.EQ(this=self.size(it), expression=self.length(it))
            return when(ascii_alone, call("LOWER", self.as_text(it)), all_letters(it))

        return with_copies(value, cheap, all_letters)

    def letters_and_digits(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        return null_if_empty(self.replaced(self.unmarked(value), r"[^\p{L}\p{N}]+", ""))

    def listed(self, *values: exp.Expr) -> exp.Expr:
        """As the node."""
        return self.plain(call("JSON_ARRAY", *map(self.as_text, values)))

    def some(self, value: exp.Expr, by: exp.Expr, most: exp.Expr, where: exp.Expr) -> exp.Expr:
        """As the node."""
        entry = value.copy() if _is_list(value) else self.plain(call("JSON_QUOTE", self.as_text(value)))
        order = [exp.Ordered(this=call("CRC32", self.as_text(by)), nulls_first=True)]
        chosen = exp.Order(this=when(where.copy(), entry), expressions=order)
        # A quoted text holds no control character.
        whole = exp.GroupConcat(this=chosen, separator=text(BETWEEN_CELLS))
        first = call("REPLACE", call("SUBSTRING_INDEX", whole, text(BETWEEN_CELLS), most), text(BETWEEN_CELLS), text(","))
        return call("CONCAT", text("["), first, text("]"))

    def pieces(self, value: exp.Expr, pattern: exp.Expr, group: exp.Expr) -> exp.Expr:
        """As the node."""
        return self._all(self.as_text(value), f"({rewritten(pattern.name, _END)})", int(group.name) + 1)

    def _all(self, value: exp.Expr, pattern: str, group: int) -> exp.Expr:
        """A list of what a group of the pattern fits."""
        return self._list(self.replaced(value, pattern, f"{_OPEN}\\{group}{_CLOSE}"))

    def _list(self, marked: exp.Expr) -> exp.Expr:
        """A list of what stands between the marks."""
        whole = self.plain(call("JSON_QUOTE", marked))
        opened = self.replaced(whole, f"(?s)^[^{_OPEN}]*{_OPEN}", '["')
        parted = self.replaced(opened, f"(?s){_CLOSE}[^{_OPEN}]*{_OPEN}", '","')
        closed = self.replaced(parted, f"(?s){_CLOSE}[^{_CLOSE}]*{_END}", '"]')
        return self.replaced(closed, f'(?s)^".*{_END}', "[]")

    def word_pairs(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        pair = r"(\p{L}+)(?=[^\p{L}]+(\p{L}+))"
        return self._list(self.replaced(self.unmarked(value), pair, f"{_OPEN}\\1 \\2{_CLOSE}"))

    def _from_hex(self, value: exp.Expr, shape: str) -> exp.Expr:
        """The text of bytes in hexadecimal digits; NULL where they are not of the shape."""
        known = self.found(value, f"^(?:{shape}){_END}")
        kind = exp.DataType(this=exp.DType.CHARACTER_SET, kind=exp.Var(this="utf8mb4"))
        return self.plain(exp.Cast(this=call("UNHEX", known), to=kind))

    def url_decoded(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        marked = self.replaced(self.as_text(value), "%([0-9A-Fa-f]{2})", f"{_OPEN}\\1{_CLOSE}")
        for signs in _HEX_LETTERS:
            marked = self.replaced(marked, f"(?<={_OPEN})[{signs[:2]}](?=.{_CLOSE})", signs[2])
            marked = self.replaced(marked, f"(?<={_OPEN}.)[{signs[:2]}](?={_CLOSE})", signs[2])
        # Each code that was escaped is now the second digit of the codes of two characters.
        codes = self.replaced(call("HEX", marked), f"{_OPEN_CODE}3(.)3(.){_CLOSE_CODE}", "\\1\\2")
        decoded = first_of(self._from_hex(codes, UTF_8), self.as_text(value))
        return when(exp.Paren(this=self.has(value, text("%"))), decoded, self.as_text(value))

    def base64_texts(self, value: exp.Expr) -> exp.Expr:
        """As the node."""
        standard, safe = (self._readable(value, run, place) for place, run in enumerate(BASE64_RUNS))
        marked = self.fits(self.as_text(value), "[_-]")
        return null_if_empty(call("CONCAT_WS", text(BETWEEN_CELLS), standard, when(marked, safe)))

    def _readable(self, value: exp.Expr, run: str, alphabet: int) -> exp.Expr:
        """The readable texts of one alphabet, between marks.  Runs that are cut off in the middle of a byte give nothing."""
        bare = call("REPLACE", column(LISTED, _ROWS), text("="), text(""))
        standard = call("REPLACE", call("REPLACE", bare, text("-"), text("+")), text("_"), text("/")) if alphabet else bare
        groups = call("CEIL", exp.Div(this=call("CHAR_LENGTH", bare), expression=number(4), typed=False, safe=False))
        padded = call("RPAD", standard, exp.Mul(this=groups, expression=number(4)), text("="))
        decoded = self._from_hex(call("HEX", call("FROM_BASE64", padded)), READABLE)
        rows = exp.Table(this=as_rows(self._all(self.as_text(value), f"({run})", 1)), alias=exp.TableAlias(this=exp.to_identifier(_ROWS)))
        order = [exp.Ordered(this=column(PLACE, _ROWS), nulls_first=True)]
        together = exp.GroupConcat(this=exp.Order(this=decoded, expressions=order), separator=text(BETWEEN_CELLS))
        return exp.Subquery(this=exp.select(together).from_(rows).where(is_known(column(LISTED, _ROWS))))

    def lowering(self) -> Lowering:
        """All nodes by name."""
        named = [name for name in dir(self) if not name.startswith("_") and name not in _OTHERS]
        return {"count_if": count_if, "each": misplaced, "record": refused_record, **{name: getattr(self, name) for name in named}}


_OTHERS = frozenset({"collation", "fits", "found", "group", "lowering", "plain", "replaced"})
"""What is no node."""


def _is_list(value: exp.Expr) -> bool:
    return any(node.name == "JSON_ARRAY" for node in (value.unnest(), value.unnest().this) if isinstance(node, exp.Anonymous))


def dialect(collation: str, group: str) -> Dialect:
    """The dialect of a server with that binary collation, and that sign for the groups of patterns."""
    session = (
        f"SET NAMES utf8mb4 COLLATE {collation}",
        f"SET SESSION sql_mode = '{_MODE}'",
        "SET SESSION time_zone = '+00:00'",
        "SET SESSION group_concat_max_len = 16777216",
    )
    return Dialect("mysql", Texts(collation, group).lowering(), session, shaped=shaped)
