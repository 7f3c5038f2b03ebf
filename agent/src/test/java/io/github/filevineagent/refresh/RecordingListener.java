package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what it hears, and then throws if it was told to. */
final class RecordingListener implements RefreshListener {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile @Nullable Error toThrow;

    void throwsFromNow(Error error) {
        toThrow = error;
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public void exchangeStarts() {
        hear("starts");
    }

    @Override
    public void exchanged(Duration took) {
        hear("exchanged in " + took);
    }

    @Override
    public void exchangeFailed(Duration took, ExchangeException failure) {
        hear(failure.reason() + " in " + took);
    }

    private void hear(String event) {
        heard.add(event);
        Error error = toThrow;
        if (error != null) {
            throw error;
        }
    }
}
