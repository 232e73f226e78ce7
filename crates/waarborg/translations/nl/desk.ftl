# Aanmelden.

sign-in-title = Aanmelden
sign-in-lead = Dit is een demo. Er zijn nog geen wachtwoorden. Kies als wie u wilt rondkijken.
sign-in-who = Wie bent u?
sign-in-button = Aanmelden
