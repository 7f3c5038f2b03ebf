package io.github.filevineagent.testapp.standin;

/** Is told of each request. Called on the servers' threads, several at a time, before the answer is sent. */
@FunctionalInterface
public interface Observer {
    void saw(Seen seen);
}
