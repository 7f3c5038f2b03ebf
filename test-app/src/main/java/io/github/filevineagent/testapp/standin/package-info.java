/**
 * A stand-in for Filevine: identity, gateway and storage, each on a server of its own, over TLS and HTTP/2.
 *
 * <p>It checks credentials as the real ones do and is otherwise as small as it can be. Data flow: {@code Identity}
 * issues what {@code Gateway} checks, both through {@code Tokens}; {@code CaseFiles} answers what the gateway lets
 * through; {@code Storage} holds the documents.
 */
@NullMarked
package io.github.filevineagent.testapp.standin;

import org.jspecify.annotations.NullMarked;
