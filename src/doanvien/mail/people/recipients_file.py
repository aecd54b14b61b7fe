"""The form of the file of recipients: which keys it has and what each may say."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from doanvien.mail.people.addresses import Mailbox, parse_mailbox
from doanvien.mail.server import Tls, is_loopback


def _mailbox(value: Any) -> Mailbox:
    return value if isinstance(value, Mailbox) else parse_mailbox(str(value))


Address = Annotated[Mailbox, BeforeValidator(_mailbox)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ServerFile(_Strict):
    """The server that takes the mails; who logs in stands in the environment, never here."""

    host: str = Field(min_length=1, pattern=r"^[A-Za-z0-9.:-]+$")
    port: int = Field(default=587, ge=1, le=65535)
    tls: Literal["starttls", "implicit", "none"] = "starttls"

    @model_validator(mode="after")
    def _encrypted_beyond_this_machine(self) -> ServerFile:
        if Tls(self.tls) is Tls.NONE and not is_loopback(self.host):
            raise ValueError(
                f"{self.host} is another machine, so the connection must be encrypted. "
                "Write tls: starttls (port 587) or tls: implicit (port 465)."
            )
        return self


class RecipientsFile(_Strict):
    """The whole file."""

    sender: Address = Field(alias="from")
    reply_to: Address | None = None
    everyone: tuple[Address, ...] = ()
    reports: dict[str, tuple[Address, ...]] = Field(default_factory=dict)
    reminders: dict[str, tuple[Address, ...]] = Field(default_factory=dict)
    server: ServerFile | None = None


KEYS: dict[tuple[str | int, ...], list[str]] = {
    (): ["from", "reply_to", "everyone", "reports", "reminders", "server"],
    ("server",): list(ServerFile.model_fields),
}
