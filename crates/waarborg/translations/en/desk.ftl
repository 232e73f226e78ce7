# Signing in.

sign-in-title = Sign in
sign-in-lead = This is a demo. There are no passwords yet. Choose whom you want to look around as.
sign-in-who = Who are you?
sign-in-button = Sign in
