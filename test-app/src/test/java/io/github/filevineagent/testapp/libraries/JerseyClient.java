package io.github.filevineagent.testapp.libraries;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.HttpUrlConnectorProvider;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/** Jersey's JAX-RS client. */
final class JerseyClient implements LibraryClient {
    private final Client client;

    private JerseyClient(ConnectorProvider connector) {
        client = ClientBuilder.newClient(new ClientConfig().connectorProvider(connector));
    }

    static JerseyClient onUrlConnection() {
        return new JerseyClient(new HttpUrlConnectorProvider());
    }

    static JerseyClient onHttpClient() {
        return new JerseyClient(new JavaNetHttpConnectorProvider());
    }

    @Override
    public int get(URI uri) {
        try (Response response = client.target(uri).request().get()) {
            return response.getStatus();
        }
    }

    @Override
    public int post(URI uri, String json) {
        try (Response response = client.target(uri).request().post(Entity.json(json))) {
            return response.getStatus();
        }
    }
}
