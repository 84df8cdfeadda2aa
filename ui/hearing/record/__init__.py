"""Parts of the page of the hearing record: text, head, stages, exhibits, conduct, amendments."""
