# desk

error-no-accounts-title = Aanmelden kan nog niet
error-no-accounts-text = Deze installatie heeft nog geen accounts. Accounts komen in een volgende versie. Wilt u Waarborg bekijken? Start het dan met --demo: daarin zijn alle mensen en gegevens verzonnen. De koppeling voor andere systemen werkt wel.
