/** What watches the agent, with the real things: Prometheus' JMX exporter beside it, and Prometheus' own tool for the alert rules. */
@NullMarked
package io.github.filevineagent.testapp.monitoring;

import org.jspecify.annotations.NullMarked;
