package io.github.filevineagent.token;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is wrong with the trust store that the JVM has been given. The JDK does not say: where it can't open the file
 * it goes on with no certificate at all, and then trusts nobody.
 */
final class TrustStore {
    private static final String FILE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String TYPE = "javax.net.ssl.trustStoreType";

    private TrustStore() {}

    /** Returns what is wrong and what to do, in whole sentences, or null if nothing is. Reads the file, which may block. */
    static @Nullable String flaw() {
        String path = System.getProperty(FILE, "");
        String password = System.getProperty(PASSWORD, "");
        if (path.equals("NONE") || (path.isEmpty() && password.isEmpty())) {
            return null;
        }
        File file = path.isEmpty() ? ofJdk() : new File(path);
        String store = path.isEmpty() ? "The JDK's trust store " + file : "The trust store " + file + " (" + FILE + ")";
        if (!file.isFile()) {
            return store + " does not exist, so that the JVM trusts nobody. Correct the path"
                    + (file.isAbsolute() ? "." : ": it was looked for as " + file.getAbsolutePath() + ".");
        }
        return file.canRead() ? flaw(file, store, password) : store + " is not readable (permission denied).";
    }

    private static @Nullable String flaw(File file, String store, String password) {
        String type = System.getProperty(TYPE, KeyStore.getDefaultType());
        try (InputStream in = new FileInputStream(file)) {
            KeyStore keys = KeyStore.getInstance(type);
            keys.load(in, password.isEmpty() ? null : password.toCharArray());
            if (keys.size() > 0) {
                return null;
            }
            return store + " has no certificate that can be read"
                    + (password.isEmpty() ? " without a password: set " + PASSWORD + "." : ".");
        } catch (IOException e) {
            return e.getCause() instanceof UnrecoverableKeyException
                    ? store + " does not open with the password in " + PASSWORD
                            + ", so that the JVM trusts nobody. Correct the password."
                    : unreadable(store, type, e);
        } catch (GeneralSecurityException e) {
            return unreadable(store, type, e);
        }
    }

    private static String unreadable(String store, String type, Exception e) {
        return store + " can't be read as " + type + " (" + e.getMessage() + "), so that the JVM trusts nobody. Check "
                + TYPE + " and " + PASSWORD + ".";
    }

    private static File ofJdk() {
        File directory = new File(System.getProperty("java.home", ""), "lib/security");
        File first = new File(directory, "jssecacerts");
        return first.exists() ? first : new File(directory, "cacerts");
    }
}
