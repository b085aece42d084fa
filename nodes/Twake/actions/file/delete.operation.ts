import { file } from '../kinds/file';
import { operation } from '../operation/operation';

export const deleteFile = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete file',
	description: 'Delete a file for good; messages that show it keep a dead link',
	on: file,
	async act({ twake, place }) {
		await twake.files.delete(place);
		return { deleted: true, id: place.file };
	},
});
