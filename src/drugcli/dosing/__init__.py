"""Regimen, patient and date to amounts, dated doses and missed doses. Decimal and dates only: no words, no printing."""
