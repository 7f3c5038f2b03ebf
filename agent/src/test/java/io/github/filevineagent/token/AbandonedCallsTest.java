package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbandonedCallsTest {
    private final AbandonedCalls all = new AbandonedCalls();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> hanging = new ArrayList<>();

    @AfterEach
    void releaseAll() {
        release.countDown();
    }

    @Test
    void inTheWay_oneProfileHangs_isFourForItAndNoneForOthers() {
        AbandonedCalls one = all.ofOne();
        for (int i = 0; i < 4; i++) {
            assertThat(one.inTheWay()).isZero();
            one.add(hang());
        }

        assertThat(one.inTheWay()).isEqualTo(4);
        assertThat(all.ofOne().inTheWay()).isZero();
    }

    @Test
    void inTheWay_manyProfilesHang_leavesTheirShareToThoseThatHaveNone() {
        List<AbandonedCalls> profiles = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            profiles.add(all.ofOne());
        }
        // Each tries again and again.
        int abandoned = 0;
        for (int attempt = 0; attempt < 10; attempt++) {
            for (AbandonedCalls profile : profiles.subList(0, 10)) {
                if (profile.inTheWay() == 0) {
                    profile.add(hang());
                    abandoned++;
                }
            }
        }
        assertThat(abandoned).isBetween(10, 16);

        for (AbandonedCalls profile : profiles) {
            if (profile.inTheWay() == 0) {
                profile.add(hang());
                abandoned++;
            }
        }
        assertThat(abandoned).isEqualTo(32);
        assertThat(profiles.get(99).inTheWay()).isEqualTo(32);
    }

    @Test
    void inTheWay_callsHaveEnded_isNone() throws Exception {
        AbandonedCalls one = all.ofOne();
        for (int i = 0; i < 4; i++) {
            one.add(hang());
        }
        release.countDown();
        for (Thread thread : hanging) {
            thread.join();
        }

        assertThat(one.inTheWay()).isZero();
    }

    private Thread hang() {
        Thread thread = new Thread(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        hanging.add(thread);
        return thread;
    }
}
