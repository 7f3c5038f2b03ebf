#!/bin/sh
# Beside another agent (OpenTelemetry, New Relic, JaCoCo …). Both orders work. This one stands first: agents start one
# after the other, so the first access token is on its way while a slower agent starts.
exec java \
  -javaagent:/opt/filevine/filevine-agent.jar \
  -javaagent:/opt/other/other-agent.jar \
  -Dfilevine.pat-file=/run/secrets/filevine-pat \
  -Dfilevine.client-id=YOUR-CLIENT-ID \
  -Dfilevine.client-secret-file=/run/secrets/filevine-client-secret \
  -jar /opt/app/app.jar "$@"
