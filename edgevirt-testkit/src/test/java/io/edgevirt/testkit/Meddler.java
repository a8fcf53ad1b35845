package io.edgevirt.testkit;

import io.edgevirt.Hypervisor;
import io.edgevirt.spi.Driver;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Stands between a caller and everything that a connection hands out, and lies where it is told to. */
final class Meddler implements InvocationHandler {

    /** One call, and how it would truly end. */
    record Call(Object target, Method method, Object[] arguments) {

        /** Whether it is a call of a type's method. */
        boolean is(Class<?> type, String name) {
            return type.isAssignableFrom(target.getClass()) && method.getName().equals(name);
        }

        <T> T target(Class<T> type) {
            return type.cast(target);
        }

        Object truth() throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    /** A backend's lie. */
    @FunctionalInterface
    interface Lie {
        Object tell(Call call) throws Throwable;
    }

    private static final Set<String> PACKAGES = Set.of("io.edgevirt", "io.edgevirt.spi");

    private final Object target;
    private final Lie lie;

    private Meddler(Object target, Lie lie) {
        this.target = target;
        this.lie = lie;
    }

    static Hypervisor between(Hypervisor hypervisor, Lie lie) {
        return (Hypervisor) wrap(hypervisor, lie);
    }

    static Driver between(Driver driver, Lie lie) {
        return (Driver) wrap(driver, lie);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null
                ? new Object[0]
                : Arrays.stream(given).map(Meddler::unwrap).toArray();
        return wrap(lie.tell(new Call(target, method, arguments)), lie);
    }

    private static Object wrap(Object result, Lie lie) {
        if (result instanceof List<?> list) {
            return list.stream().map(item -> wrap(item, lie)).toList();
        }
        if (result instanceof Optional<?> optional) {
            return optional.map(item -> wrap(item, lie));
        }
        if (result instanceof Stream<?> stream) {
            return stream.map(item -> wrap(item, lie));
        }
        Class<?>[] types = result == null ? new Class<?>[0] : interfaces(result.getClass());
        return types.length == 0
                ? result
                : Proxy.newProxyInstance(Meddler.class.getClassLoader(), types, new Meddler(result, lie));
    }

    private static Class<?>[] interfaces(Class<?> type) {
        return type.isRecord() || type.isEnum() || Proxy.isProxyClass(type)
                ? new Class<?>[0]
                : Arrays.stream(type.getInterfaces())
                        .filter(i -> PACKAGES.contains(i.getPackageName()))
                        .toArray(Class<?>[]::new);
    }

    private static Object unwrap(Object argument) {
        if (argument instanceof Object[] array) {
            Object[] bare = array.clone();
            Arrays.setAll(bare, i -> unwrap(array[i]));
            return bare;
        }
        return argument != null
                        && Proxy.isProxyClass(argument.getClass())
                        && Proxy.getInvocationHandler(argument) instanceof Meddler meddler
                ? meddler.target
                : argument;
    }
}
