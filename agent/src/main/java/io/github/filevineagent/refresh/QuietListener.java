package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;

/** Hands on to a listener, and ignores what that throws: counting exchanges must not keep the next from being made. */
final class QuietListener implements RefreshListener {
    private final RefreshListener listener;

    QuietListener(RefreshListener listener) {
        this.listener = listener;
    }

    @Override
    public void exchangeStarts() {
        try {
            listener.exchangeStarts();
        } catch (Throwable t) {
            // See above.
        }
    }

    @Override
    public void exchanged(Duration took) {
        try {
            listener.exchanged(took);
        } catch (Throwable t) {
            // See above.
        }
    }

    @Override
    public void exchangeFailed(Duration took, ExchangeException failure) {
        try {
            listener.exchangeFailed(took, failure);
        } catch (Throwable t) {
            // See above.
        }
    }
}
