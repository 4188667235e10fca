"""``runut serve``: a collection in the browser."""

import socket
from pathlib import Path
from typing import Annotated

import typer

from runut.cli.collections import Root
from runut.cli.terminal import UNREADABLE, complain, one_line_errors

__all__ = ["serve"]

PORT = 8765
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    collection: Root = Path(),
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = PORT,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on. Any but this computer's own lets others in.")
    ] = "127.0.0.1",
    corrections: Annotated[
        bool | None,
        typer.Option(
            "--corrections/--read-only",
            help="Let whoever sees the viewer correct the coding. If not given: if only this computer sees it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show a collection in the browser, at an address that is printed. Ctrl+C ends it."""
    try:
        import uvicorn  # noqa: PLC0415

        from runut.view import create_app  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"{error.name} is missing; install it with: pip install 'runut[view]'")
        raise typer.Exit(UNREADABLE) from error
    with one_line_errors():
        app = create_app(collection, hosts=_names(host), correcting=may_correct(host, corrections))
    with _listening(host, port) as bound:
        shown = f"[{host}]" if ":" in host else host
        print(
            f"Runut shows {collection.resolve()} at http://{shown}:{bound.getsockname()[1]}/  (Ctrl+C ends it)",
            flush=True,
        )
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        server.run(sockets=[bound])


def may_correct(host: str, asked: bool | None) -> bool:
    """Whether those who see the viewer may correct: as asked, else if only this computer sees it."""
    return host in LOOPBACK if asked is None else asked


def _names(host: str) -> tuple[str, ...]:
    """The names by which the viewer may be called; on every address of the computer, all."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return ("*",)
    return (f"[{host}]" if ":" in host else host,)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        complain(f"cannot listen on {host}, port {port} ({error.strerror}); give another --port")
        raise typer.Exit(UNREADABLE) from error
