# desk

error-no-accounts-title = Signing in is not possible yet
error-no-accounts-text = Accounts do not exist yet in this installation. They come with a later version. Would you like to look at Waarborg? Start it with --demo: all people and data in it are fictional. The interface for other systems does work.
