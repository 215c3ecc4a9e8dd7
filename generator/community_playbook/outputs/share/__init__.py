"""The members' site: small static pages that anybody may open (see `plan/share.py` for what they may say)."""
