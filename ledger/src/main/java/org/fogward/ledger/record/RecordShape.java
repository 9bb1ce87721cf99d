package org.fogward.ledger.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a record class consists of.
 *
 * <p>It is looked up once a class: the reflection API hands out new objects at every look, each of which is slow to use for
 * the first time.
 */
record RecordShape(Constructor<?> constructor, List<Component> components) {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return look(type);
        }
    };

    record Component(String name, Type type, Method accessor) {}

    static RecordShape of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    private static RecordShape look(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return new RecordShape(
                    constructor,
                    Stream.of(components)
                            .map(one -> new Component(one.getName(), one.getGenericType(), one.getAccessor()))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    Object get(Component component, Record record) {
        try {
            return component.accessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the ledger's records are public: " + record.getClass(), e);
        }
    }

    Object make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(refusal.getMessage(), refusal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the ledger's records are public: " + constructor, e);
        }
    }
}
