# bash completion for caudal                                   -*- shell-script -*-
#
# Commands, options and their values are what the program itself lists, so that
# they are always those that it has.  Nothing is asked of a server.

# shellcheck disable=SC2016 # conditions are of awk

# What a line of "caudal --list-options" has in a column: _caudal_column NUMBER CONDITION
_caudal_column()
{
	command="$command" option="$option" awk -F '\t' \
		'BEGIN { command = ENVIRON["command"]; option = ENVIRON["option"] } '"$2"' { print $'"$1"' }' <<<"$list"
}

_caudal()
{
	local list command='' option='' kind='' word wanted first='' i
	local current=${COMP_WORDS[COMP_CWORD]}

	COMPREPLY=()
	list=$("${COMP_WORDS[0]/#\~/$HOME}" --list-options 2>/dev/null) || return

	# The words before the one that is completed: the command, and whether the
	# last of them is an option that has a value.  Bash makes three words of
	# --format=csv.
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ $word = '=' && $kind ]]; then
			continue
		elif [[ $kind ]]; then
			kind='' option=''
		elif [[ $word = -* ]]; then
			option=$word
			kind=$(_caudal_column 4 '($1 == command || $1 == "*") && $2 != "" && ($2 == option || $3 == option)')
			[[ $kind ]] || option=''
		elif [[ ! $command ]]; then
			command=${first:+$first }$word
			if [[ ! $(_caudal_column 1 '$1 == command && $2 == ""') ]]; then
				first=${first:-$word} command=''
			fi
		fi
	done
	[[ $current != '=' ]] || current=''

	if [[ $kind = *'|'* ]]; then
		wanted=${kind//'|'/$'\n'}
	elif [[ $kind = *FILE* ]]; then
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$current")
		return
	elif [[ $kind ]]; then
		return
	elif [[ $current = -* ]]; then
		wanted=$(_caudal_column 2 '($1 == command || $1 == "*") && $2 != ""')
	elif [[ ! $command ]]; then
		command=$first
		wanted=$(_caudal_column 1 '$1 != "*" && $2 == "" && (command == "" || index($1, command " ") == 1)')
		if [[ $first ]]; then
			wanted=${wanted//"$first "/}
		else
			wanted=$(cut -d ' ' -f 1 <<<"$wanted" | sort -u)
		fi
	elif [[ $(_caudal_column 4 '$1 == command && $2 == ""') = *FILE* ]]; then
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$current")
		return
	fi
	mapfile -t COMPREPLY < <(IFS=$'\n' && compgen -W "$wanted" -- "$current")
}

complete -F _caudal caudal
