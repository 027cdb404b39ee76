# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes CycloneDX 1.5 JSON, or a Markdown table, from lines: direct or indirect, package, version, source.

BEGIN {
    while ((getline line < licences) > 0) {
        if (++row == 1) continue
        rest = line
        name = substr(rest, 1, index(rest, ",") - 1)
        rest = substr(rest, index(rest, ",") + 1)
        licence[name] = substr(rest, 1, index(rest, ",") - 1)
        purpose = substr(rest, index(rest, ",") + 1)
        gsub(/"/, "", purpose)
        used_for[name] = purpose
    }
}

# gcc-12 and gcc-14 are one line of the table.
function key(source) {
    if (source in licence) return source
    sub(/-[0-9.]+$/, "-*", source)
    return source
}

{
    source = key($4)
    if (!(source in licence)) {
        if ($1 == "direct") {
            printf "make_sbom: %s (%s) is linked, but licences.csv does not have it\n", $2, $4 > "/dev/stderr"
            failed = 1
            exit 1
        }
        unknown = unknown " " $4
    }
    ++count
    scope[count] = $1
    package[count] = $2
    release[count] = $3
    of[count] = source
}

function quoted(text) { return "\"" text "\"" }

function reference(i,  text) {
    text = release[i]
    gsub(/\+/, "%2B", text)
    gsub(/:/, "%3A", text)
    gsub(/~/, "~", text)
    return "pkg:deb/" distribution "/" package[i] "@" text
}

function write_table(  i, s, version_of) {
    print "| library | licence | version here | for |"
    print "| --- | --- | --- | --- |"
    for (i = 1; i <= count; ++i) {
        s = of[i]
        if (scope[i] != "direct" || done[s]++) continue
        version_of = release[i]
        sub(/^[0-9]+:/, "", version_of)
        sub(/-[^-]*$/, "", version_of)
        sub(/\+dfsg.*/, "", version_of)
        print "| " s " | " licence[s] " | " version_of " | " used_for[s] " |"
    }
}

function write_json(  i, s) {
    print "{"
    print "  \"bomFormat\": \"CycloneDX\","
    print "  \"specVersion\": \"1.5\","
    print "  \"version\": 1,"
    print "  \"metadata\": {"
    print "    \"timestamp\": " quoted(date) ","
    print "    \"component\": {\"type\": \"application\", \"bom-ref\": \"headroom\", \"name\": \"headroom\", \"version\": " \
        quoted(version) ","
    print "      \"licenses\": [{\"expression\": \"GPL-3.0-or-later\"}]}"
    print "  },"
    print "  \"components\": ["
    for (i = 1; i <= count; ++i) {
        s = of[i]
        printf "    {\"type\": \"library\", \"bom-ref\": %s, \"name\": %s, \"version\": %s,\n", quoted(reference(i)),
            quoted(package[i]), quoted(release[i])
        if (s in licence) printf "      \"licenses\": [{\"expression\": %s}],\n", quoted(licence[s])
        printf "      \"purl\": %s, \"scope\": \"required\",\n", quoted(reference(i))
        printf "      \"properties\": [{\"name\": \"headroom:linked\", \"value\": %s}]}%s\n", quoted(scope[i]),
            i < count ? "," : ""
    }
    print "  ],"
    print "  \"dependencies\": ["
    printf "    {\"ref\": \"headroom\", \"dependsOn\": ["
    for (i = 1; i <= count; ++i) if (scope[i] == "direct") printf "%s\n      %s", first++ ? "," : "", quoted(reference(i))
    print "]}"
    print "  ]"
    print "}"
}

END {
    if (failed) exit 1
    if (table) write_table()
    else write_json()
    if (unknown) print "make_sbom: no licence is noted for" unknown > "/dev/stderr"
}
