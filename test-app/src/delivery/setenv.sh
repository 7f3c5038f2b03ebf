# Tomcat: add to $CATALINA_BASE/bin/setenv.sh. CATALINA_OPTS reaches the server only; JAVA_OPTS would also start the
# agent in the short-lived JVM of "catalina.sh stop".
CATALINA_OPTS="${CATALINA_OPTS:-} -javaagent:/opt/filevine/filevine-agent.jar"
export FILEVINE_PAT_FILE="${FILEVINE_PAT_FILE:-/run/secrets/filevine-pat}"
export FILEVINE_CLIENT_ID="${FILEVINE_CLIENT_ID:-YOUR-CLIENT-ID}"
export FILEVINE_CLIENT_SECRET_FILE="${FILEVINE_CLIENT_SECRET_FILE:-/run/secrets/filevine-client-secret}"
