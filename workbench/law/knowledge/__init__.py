"""What a cause of action or a charge turns on: requirements, articles, evidence, disputes.

One file per cause under ``resources/knowledge``, and in a workspace's own folder ``knowledge``;
lawyers write them (see the manual's chapter on them). :mod:`read` reads a file, :mod:`shelf` all of
them, :mod:`check` looks each cited article up in a library.
"""
