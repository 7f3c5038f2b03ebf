package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;

/** Hears of each exchange. Called on a worker, which others wait for, so it must be quick; an exception from it is ignored. */
public interface RefreshListener {
    /** An exchange begins. */
    default void exchangeStarts() {}

    /** A new token is in use. */
    void exchanged(Duration took);

    /** An exchange has failed; another one follows by itself. */
    void exchangeFailed(Duration took, ExchangeException failure);
}
