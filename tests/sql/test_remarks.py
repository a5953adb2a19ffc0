"""What is said about a table outside of its CREATE TABLE."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.estate import Table

Shown = Callable[..., dict[str, list[str]]]
Only = Callable[..., Table]

COMMENTS = {
    "comment on": (
        "postgres",
        "COMMENT ON TABLE public.guest IS 'who; came'; COMMENT ON COLUMN public.guest.\"id\" IS 'the guest''s\n number';",
    ),
    "escape string": ("postgres", "COMMENT ON TABLE guest IS E'who;\\ncame'; COMMENT ON COLUMN guest.id IS $$the guest's number$$;"),
    "named arguments": (
        "tsql",
        """
        EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'who; came',
          @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'guest'
        GO
        EXECUTE sp_addextendedproperty @level2name=N'id',@level2type=N'COLUMN', @name=N'MS_Description', @value=N'the guest''s number',
          @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'guest'
        GO
        """,
    ),
    "arguments in order": (
        "tsql",
        """
        exec sp_addextendedproperty N'MS_Description', 'who; came', 'user', dbo, 'table', [guest]
        exec sp_addextendedproperty 'MS_Description', N'the guest''s number', 'SCHEMA', 'dbo', 'TABLE', 'guest', 'COLUMN', 'id'
        GO
        """,
    ),
}


@pytest.mark.parametrize(("dialect", "remarks"), COMMENTS.values(), ids=COMMENTS)
def test_comments(only: Only, dialect: str, remarks: str) -> None:
    table = only(f"CREATE TABLE guest (id int);\n{remarks}", dialect)
    assert (table.comment, table.columns[0].comment) == ("who; came", "the guest's number")


@pytest.mark.parametrize(
    "remark",
    [
        "COMMENT ON TABLE other IS 'x'",
        "COMMENT ON COLUMN guest.other IS 'x'",
        "COMMENT ON COLUMN id IS 'x'",
        "COMMENT ON VIEW guest IS 'x'",
        "COMMENT ON TABLE guest IS NULL",
        "COMMENT ON TABLE",
        "EXEC sp_addextendedproperty 'Caption', 'x', 'SCHEMA', 'dbo', 'TABLE', 'guest'",
        "EXEC sp_addextendedproperty 'MS_Description', 'x', 'SCHEMA', 'dbo', 'VIEW', 'guest'",
        "EXEC sp_addextendedproperty 'MS_Description', 'x', 'SCHEMA', 'dbo', 'TABLE', 'guest', 'INDEX', 'id'",
        "EXEC sp_rename 'guest.id', 'x', 'INDEX'",
        "EXEC sp_rename",
        "RENAME TABLE guest",
    ],
)
def test_what_says_nothing_of_it(only: Only, remark: str) -> None:
    table = only(f"CREATE TABLE guest (id int);\n{remark};", "tsql")
    assert (table.name, table.comment, table.columns[0].comment) == ("guest", "", "")


@pytest.mark.parametrize("sql", ["DROP TABLE guest", "DROP TABLE IF EXISTS public.guest, other CASCADE", "drop temporary table `guest`"])
def test_drop(shown: Shown, sql: str) -> None:
    assert list(shown(f"CREATE TABLE guest (id int); CREATE TABLE host (id int); {sql};")) == ["host"]


def test_drop_and_create_again(shown: Shown) -> None:
    assert shown("CREATE TABLE guest (id int); DROP TABLE guest; CREATE TABLE guest (no int);") == {"guest": ["no int"]}


def test_rename_a_column(shown: Shown) -> None:
    assert shown("CREATE TABLE guest (id int);\nEXEC sp_rename '[dbo].[guest].[id]', 'no', 'COLUMN'", "tsql") == {"guest": ["no int"]}
