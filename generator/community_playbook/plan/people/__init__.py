"""Who moves with whom, and who meets whom?"""
