"""Citations of law: find them in a text, resolve them at a date, annotate the text.

Three pure steps over frozen data: :func:`find.find`, :func:`resolve.resolve`,
:func:`annotate.annotate`.
"""
