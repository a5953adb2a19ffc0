"""The part of the grammar about activities."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from privaudit.model.register import NO_CATEGORY
from privaudit.register import values
from privaudit.register.grammar.clocks import EXAMPLE, Clock
from privaudit.register.grammar.conditions import Condition
from privaudit.register.grammar.keys import MAPPING, WORD, Mapping, form, key, listed
from privaudit.register.grammar.marketing import Marketing
from privaudit.register.grammar.organisation import Contact, Officer
from privaudit.register.grammar.recipients import Storage
from privaudit.register.problems import refuse

PROCESSOR = "processor"
_LEFT_OUT = ()
"""What stands for a key that is left out; a file gives lists, never this."""


def _only_of_controllers(value: object, info: ValidationInfo) -> object:
    """A key that a processor's activity may leave out (Art. 30(2))."""
    if value is not _LEFT_OUT:
        return value
    if info.data.get("role") == PROCESSOR:
        return []
    raise PydanticCustomError("missing", "is missing")


def _of_controllers(about: str, example: object) -> Any:  # noqa: ANN401 as key
    return Field(_LEFT_OUT, validate_default=True, description=about, examples=[example])


def _for_editors(schema: dict[str, Any]) -> None:
    """What a controller must say and a processor need not; and that a single source needs no list."""
    source = schema["properties"]["source"]
    several = {name: source.pop(name) for name in ("type", "items")}
    source["anyOf"] = [several["items"], several]
    for name in ("basis", "subjects"):
        del schema["properties"][name]["default"]
    schema["if"] = {"required": ["role"], "properties": {"role": {"const": PROCESSOR}}}
    schema["else"] = {"required": ["basis", "subjects"], "properties": {"controllers": {"maxItems": 0}}}


class Where(Mapping):
    """Globs of tables and columns."""

    tables: values.Globs = key("Globs of tables; the most specific one wins.", ["accounts", "crm.*"], min_length=1)
    columns: values.Globs = key("Globs of their columns.", ["*"], ["*"], min_length=1)


class DataEntry(Mapping):
    """A category that an activity may hold, or the denial that some columns hold any."""

    category: values.DeclaredCategory = key("The category, a prefix of several, or none.", "user.contact.email")
    mandatory: bool = key("Whether each person's must be there.", example=True, default=False)
    columns: values.ColumnList = listed("Columns that hold it, whatever detection says.", ["accounts.email"])
    reason: values.Text = key("Why detection is overridden.", "an article number", "")

    @model_validator(mode="after")
    def _denial_is_explained(self) -> Self:
        if self.category == NO_CATEGORY and not (self.columns and self.reason):
            lacks = " and ".join(name for name in ("columns", "reason") if not getattr(self, name))
            example = '{category: none, columns: [orders.product_no], reason: "an article number"}'
            refuse(f"says that columns hold nothing personal, but has no {lacks}", f"write {example}")
        return self


class ThirdPartySource(Mapping):
    """Somebody else from whom data comes."""

    third_party: values.Text = key("Who that is.", "building agency")
    when: Condition | None = key("The rows that come from there.", {"column": "accounts.entered_by", "equals": "agency"}, None)


Source = Annotated[Annotated[values.SourceWord, Tag(WORD)] | Annotated[ThirdPartySource, Tag(MAPPING)], Discriminator(form)]
"""A source by its kind, or a third party by its name."""


class Controller(Mapping):
    """Somebody on whose behalf the organisation acts."""

    id: values.Id = key("What findings call it.", "client-a")
    name: values.Text = key("Its name.", "Client A")
    contact: Contact | None = key("How to reach it.", {"email": "privacy@client-a.example"}, None)
    dpo: Officer | None = key("Its data protection officer.", {"email": "dpo@client-a.example"}, None)


class AccessLog(Mapping):
    """Each access has an earlier approval."""

    log: values.Column = key("When the data was accessed.", "interventions.at")
    approved: values.Column = key("When that was approved.", "interventions.approved_at")


class Publication(Mapping):
    """What is published with consent only."""

    published: values.Column = key("The flag or date of publication.", "testimonials.published")
    consent: values.Column = key("The date or flag of the consent.", "testimonials.consented_at")
    withdrawn: values.Column | None = key("The date of its withdrawal.", "testimonials.withdrawn_at", None)


class Activity(Mapping):
    """One processing activity."""

    model_config = ConfigDict(json_schema_extra=_for_editors)

    id: values.Id = key("What findings call it.", "accounts")
    title: values.Text = key("What people call it.", "Customer accounts", "")
    role: values.ActivityRole = key("What the organisation is in it.", "controller", "controller")
    controllers: list[Controller] = listed("Of a processor: on whose behalf it acts.", [{"id": "client-a", "name": "Client A"}])
    purposes: list[values.Purpose] = key("Why: data uses of fideslang.", ["essential.service"])
    basis: Annotated[list[values.Basis], BeforeValidator(_only_of_controllers)] = _of_controllers(
        "On what it rests: GDPR Art. 6(1), and Art. 9(2) beside it for special data.", ["A6-1-b"]
    )
    subjects: Annotated[list[values.Subject], BeforeValidator(_only_of_controllers)] = _of_controllers(
        "Whose data it is: data subjects of fideslang.", ["customer"]
    )
    source: Annotated[list[Source], BeforeValidator(values.as_list)] = listed("Where the data comes from.", "subject")
    where: list[Where] = key("The tables that it owns.", [{"tables": ["accounts"]}])
    data: list[DataEntry] = key("What they may hold.", [{"category": "user.contact.email"}])
    recipients: list[values.Id] = listed("Who receives the data: ids of the recipients at the top.", ["hosting"])
    storage: list[Storage] = listed("The countries in which it lies.", ["FR"])
    clocks: list[Clock] = listed("How long it is kept.", [EXAMPLE])
    marketing: list[Marketing] = listed("Direct marketing, by channel.", [{"channel": "email", "contacts": ["newsletter_export.email"]}])
    access: AccessLog | None = key(
        "Accesses that need an approval.", {"log": "interventions.at", "approved": "interventions.approved_at"}, None
    )
    foreign_contacts: list[values.ColumnGlob] = listed(
        "Contacts of other controllers, never in marketing of our own.", ["client_*.contacts.email"]
    )
    publication: Publication | None = key(
        "What is published with consent.", {"published": "testimonials.published", "consent": "testimonials.consented_at"}, None
    )

    @model_validator(mode="after")
    def _controllers_are_of_a_processor(self) -> Self:
        if self.controllers and self.role != PROCESSOR:
            refuse("names on whose behalf a processor acts, and the role is controller", "write role: processor", at="controllers")
        return self
