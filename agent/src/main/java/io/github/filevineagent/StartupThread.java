package io.github.filevineagent;

/** Makes the agent ready beside the application's own start. */
final class StartupThread extends Thread {
    private final Runnable rest;

    /**
     * @param rest what is left to do; it loads through the isolated loader only
     */
    StartupThread(Runnable rest, ClassLoader isolated) {
        super(null, null, "filevine-agent-startup", 0, false);
        this.rest = rest;
        setDaemon(true);
        setContextClassLoader(isolated);
    }

    @Override
    public void run() {
        try {
            rest.run();
        } catch (Throwable t) {
            FilevineAgent.reportNotStarted(t);
        }
    }
}
