/** A map that forgets the entry set longest ago once it holds more than `capacity`. */
export class BoundedMap<Value> {
	private readonly values = new Map<string, Value>();

	constructor(private readonly capacity: number) {}

	get(key: string): Value | undefined {
		return this.values.get(key);
	}

	delete(key: string): void {
		this.values.delete(key);
	}

	set(key: string, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		if (this.values.size > this.capacity) this.values.delete(this.values.keys().next().value!);
	}
}
