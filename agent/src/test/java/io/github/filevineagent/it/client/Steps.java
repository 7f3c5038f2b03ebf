package io.github.filevineagent.it.client;

/** What a scenario does. */
@FunctionalInterface
interface Steps {
    void run(Call call) throws Exception;
}
