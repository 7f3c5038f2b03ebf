package io.github.filevineagent.token;

import javax.net.ssl.SSLException;

/** The JVM trusts nobody, since its trust store can't be used. */
final class TrustStoreException extends SSLException {
    private static final long serialVersionUID = 1L;

    /**
     * @param flaw as {@link TrustStore#flaw}
     */
    TrustStoreException(String flaw, Throwable cause) {
        super(flaw, cause);
    }
}
