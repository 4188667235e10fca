"""The viewer: a collection in a browser, in English and Indonesian. ``runut serve`` runs it.

A page is a module with its routes in ``ROUTES``; its template lies in ``templates``, its words in ``words``. What all
pages share: :mod:`~runut.view.pages` (templates and answers), :mod:`~runut.view.filters` (what one searches for),
:mod:`~runut.view.library` (the collection), :mod:`~runut.view.words` (texts of the interface).
"""

from runut.view.app import create_app

__all__ = ["create_app"]
