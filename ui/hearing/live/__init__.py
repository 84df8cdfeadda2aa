"""Recording a hearing from the microphones, on its page."""
