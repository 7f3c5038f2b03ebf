package io.github.filevineagent.instrumentation;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** Writes down what it is asked for, and does nothing. */
final class FakeInstrumentation implements InvocationHandler {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    Instrumentation get() {
        return (Instrumentation) Proxy.newProxyInstance(
                FakeInstrumentation.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, this);
    }

    List<String> calls() {
        return calls;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "redefineModule":
                calls.add("open " + ((Module) arguments[0]).getName() + " " + arguments[3]);
                return null;
            case "appendToBootstrapClassLoaderSearch":
                calls.add("append " + ((JarFile) arguments[0]).getName());
                return null;
            default:
                throw new AssertionError(method);
        }
    }
}
