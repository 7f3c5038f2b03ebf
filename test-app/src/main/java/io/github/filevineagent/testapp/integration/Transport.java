package io.github.filevineagent.testapp.integration;

import java.util.concurrent.CompletableFuture;

/** A way to make HTTP calls. One that blocks makes the call on the caller's thread and returns a completed future. */
interface Transport {
    /**
     * Makes the call, following redirects. The future fails with an {@link java.io.IOException} if there is no answer.
     */
    CompletableFuture<Reply> send(Call call);
}
