package io.github.filevineagent.refresh;

/** Both of the JVM's clocks, because neither alone notices everything: see {@link AccessToken#isUsable}. */
public interface Clock {
    /** The JVM's own clocks. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }
    };

    /** Returns the monotonic clock, in nanoseconds. It never jumps, but stands still while a machine is suspended. */
    long nanoTime();

    /** Returns the wall clock, in milliseconds. It sees a suspension, but jumps when it is set. */
    long currentTimeMillis();
}
