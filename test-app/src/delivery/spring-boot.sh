#!/bin/sh
# Spring Boot, or any other executable jar. Options for the JVM stand before -jar; behind the jar they would be the
# application's arguments. Settings of the agent are system properties, and no part of application.properties.
exec java \
  -javaagent:/opt/filevine/filevine-agent.jar \
  -Dfilevine.pat-file=/run/secrets/filevine-pat \
  -Dfilevine.client-id=YOUR-CLIENT-ID \
  -Dfilevine.client-secret-file=/run/secrets/filevine-client-secret \
  -jar /opt/app/app.jar "$@"
