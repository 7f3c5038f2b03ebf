# For a start script that is not yours to change: source this first. It keeps the options that are there.
export JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -javaagent:/opt/filevine/filevine-agent.jar"
export FILEVINE_PAT_FILE="${FILEVINE_PAT_FILE:-/run/secrets/filevine-pat}"
export FILEVINE_CLIENT_ID="${FILEVINE_CLIENT_ID:-YOUR-CLIENT-ID}"
export FILEVINE_CLIENT_SECRET_FILE="${FILEVINE_CLIENT_SECRET_FILE:-/run/secrets/filevine-client-secret}"
