package io.github.filevineagent.benchmark;

/**
 * An identity server and a gateway.
 *
 * @param name how the report calls the way to them
 */
record Servers(String name, String identity, String gateway) {
    /** Returns the token endpoint. */
    String tokenEndpoint() {
        return identity + StandIn.LASTING;
    }

    /** Returns the address that programs ask for. */
    String resource() {
        return gateway + StandIn.GATEWAY_PATH;
    }
}
