package pulito

import (
	"strings"
	"syscall"
)

// Errore returns the text of an error on one line, harmless, in Italian where it is the system that says it.
func Errore(err error) string {
	return delSistema.Replace(Testo(strings.ReplaceAll(err.Error(), "\n", "; ")))
}

// delSistema translates what the system says of files.
var delSistema = strings.NewReplacer(
	syscall.ENOSPC.Error(), "spazio esaurito sul disco",
	syscall.EACCES.Error(), "permesso negato",
	syscall.EPERM.Error(), "operazione non permessa",
	syscall.ENOENT.Error(), "non esiste",
	syscall.EEXIST.Error(), "esiste già",
	syscall.EISDIR.Error(), "è una cartella",
	syscall.ENOTDIR.Error(), "non è una cartella",
	syscall.EROFS.Error(), "il disco è di sola lettura",
	syscall.EPIPE.Error(), "chi leggeva ha chiuso",
	syscall.EIO.Error(), "errore di lettura o scrittura del disco",
	syscall.ELOOP.Error(), "collegamento che porta a sé stesso",
	syscall.ENAMETOOLONG.Error(), "nome troppo lungo",
	syscall.EMFILE.Error(), "troppi file aperti",
	syscall.EADDRINUSE.Error(), "indirizzo occupato",
	"write /dev/stdout: ", "uscita standard: ",
	"read /dev/stdin: ", "ingresso standard: ",
)
