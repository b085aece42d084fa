import type { Resource } from '../operation/types';
import { deleteProfileAvatar } from './delete-avatar.operation';
import { getProfile } from './get.operation';
import { setAvailability } from './set-availability.operation';
import { updateProfile } from './update.operation';

export const profile: Resource = {
	name: 'Profile',
	value: 'profile',
	description: 'The user of the access token',
	operations: [deleteProfileAvatar, getProfile, setAvailability, updateProfile],
};
