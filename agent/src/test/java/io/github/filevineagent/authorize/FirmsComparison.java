package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes up firms and requests, and compares what becomes of them with the model. */
final class FirmsComparison {
    private static final String[] NAMES = {"default", "a", "b", "c", "d"};

    private FirmsComparison() {}

    /**
     * Compares one configuration, with some requests.
     *
     * @param below gives a number from 0 on that is less than the given one
     * @return whether the configuration was valid, so that there was something to compare
     */
    static boolean compare(IntUnaryOperator below) {
        FirmsModel model = new FirmsModel();
        Map<String, String> organisations = new HashMap<>();
        for (String name : List.of(NAMES).subList(below.applyAsInt(2), 2 + below.applyAsInt(NAMES.length - 1))) {
            List<String> patterns = new ArrayList<>();
            for (int i = below.applyAsInt(2); i >= 0; i--) {
                patterns.add(pick(below, FirmsModel.PATTERNS));
            }
            organisations.put(name, pick(below, FirmsModel.ORGANISATIONS));
            model.add(name, patterns, organisations.get(name));
        }
        Map<String, String> settings = model.settings(organisations);
        Firms firms = firms(settings);
        assertThat(firms != null).as("valid: %s", settings).isEqualTo(model.isValid());
        if (firms == null) {
            return false;
        }
        for (int i = 0; i < 20; i++) {
            String host = pick(below, FirmsModel.HOSTS);
            List<String> headers = new ArrayList<>();
            for (int values = below.applyAsInt(8) == 0 ? 2 : below.applyAsInt(5) == 0 ? 0 : 1; values > 0; values--) {
                headers.add(pick(below, FirmsModel.HEADERS));
            }
            assertThat(profileFor(firms, host, headers))
                    .as("%s %s with %s", host, headers, settings)
                    .isEqualTo(model.profileFor(host, headers));
        }
        return true;
    }

    private static @Nullable Firms firms(Map<String, String> settings) {
        try {
            return Firms.configured(settings);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String profileFor(Firms firms, String host, List<String> headers) {
        Gateway gateway = firms.authorizer().gatewayFor("https", host, -1);
        if (gateway == null) {
            return "no gateway";
        }
        String organisation = headers.isEmpty() ? null : headers.size() == 1 ? headers.get(0) : Gateway.SEVERAL;
        return GatewayTest.nameOf(gateway.profileFor(organisation));
    }

    private static String pick(IntUnaryOperator below, String[] choices) {
        return choices[below.applyAsInt(choices.length)];
    }
}
