"""What happened in a chat log that an operator has: who wrote when, who joined, who answered whom.

Words are looked at for their structure alone (is it a question, is it empty) and never leave the reader.
"""
