#!/usr/bin/env bash
# Runs the measures against what a Java house has as well: JAXB, with schema
# validation when the folder of the official schemas is in QUIETANZA_XSD, StAX, and
# java.util.regex. Installs Debian's JDK and JAXB when they are missing. Needs root on Debian.
# Arguments go to the program:
#   ./java.sh -righe 1000000
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v javac >/dev/null || ! [ -e /usr/share/java/jaxb-runtime.jar ]; then
	apt-get update -qq && apt-get install -y -qq default-jdk-headless libjaxb-java libjaxb-api-java >/dev/null
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
jar=/usr/share/java
classi=$jar/jaxb-api.jar:$jar/jaxb-runtime.jar:$jar/jaxb-core.jar:$jar/javax.activation.jar:$jar/istack-commons-runtime.jar:$jar/txw2.jar:$jar/stax-ex.jar:$jar/FastInfoset.jar
javac -encoding UTF-8 -cp "$classi" -d "$dir" java/Misure.java
go run . -java "-Xmx4g -cp $dir:$classi Misure" -solo flusso,causale "$@"
