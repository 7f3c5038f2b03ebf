package io.github.filevineagent.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentThreadTest {

    @Test
    void create_purpose_namesADaemonOfTheAgentsLoader() {
        AgentThread thread = startedFromAnApplication(() -> AgentThread.create("exchange-default", () -> {}));

        assertThat(thread.getName()).isEqualTo("filevine-agent-exchange-default");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(AgentThread.class.getClassLoader());
    }

    @Test
    void create_onAThreadOfAnApplicationsGroup_isOfTheRootGroup() {
        CompletableFuture<AgentThread> created = new CompletableFuture<>();
        Thread application = new Thread(
                new ThreadGroup("application"), () -> created.complete(AgentThread.create("test", () -> {})));

        application.start();

        AgentThread thread = created.join();
        assertThat(Objects.requireNonNull(thread.getThreadGroup()).getParent()).isNull();
    }

    @Test
    void run_inheritableThreadLocalOfTheStarter_isNotSeen() throws InterruptedException {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("the application's");
        @Nullable String[] seen = {"nothing ran"};
        AgentThread thread = AgentThread.create("test", () -> seen[0] = local.get());

        thread.start();
        thread.join(10_000);
        local.remove();

        assertThat(seen[0]).isNull();
    }

    @Test
    void createForApplication_purpose_namesADaemonWithTheApplicationsLoaderAndNothingElseOfTheMaker() {
        Thread thread = startedFromAnApplication(() -> AgentThread.createForApplication("requests", () -> {}));

        assertThat(thread).isNotInstanceOf(AgentThread.class);
        assertThat(thread.getName()).isEqualTo("filevine-agent-requests");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
        assertThat(Objects.requireNonNull(thread.getThreadGroup()).getParent()).isNull();
    }

    private static <T extends Thread> T startedFromAnApplication(Supplier<T> factory) {
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader() {});
        try {
            return factory.get();
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }
    }
}
